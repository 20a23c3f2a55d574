/** Whether the hub asks a city, as far as the city's last answers go. */
export type BreakerState =
  /** It is asked. `failures` are those since its last answer. */
  | { readonly phase: 'CLOSED'; readonly failures: number }
  /** It failed again and again and is left alone, until the hub tries it in `triedInMs` milliseconds. */
  | { readonly phase: 'OPEN'; readonly failures: number; readonly reason: string; readonly triedInMs: number }
  /** The hub tries whether it answers again; nobody else asks it. */
  | { readonly phase: 'HALF_OPEN'; readonly failures: number; readonly reason: string };
