/** Who can sign in at the demo's issuer: posts of the two invented cities, all with the same secret. */
export interface DemoUser {
  readonly id: string;
  readonly organisation: string;
  readonly city: string;
  readonly roles: readonly string[];
}

export const demoUsers: readonly [DemoUser, DemoUser] = [
  { id: 'musterstadt', organisation: 'Stadt Musterstadt', city: 'musterstadt', roles: ['analyst'] },
  { id: 'voorbeeldstad', organisation: 'Gemeente Voorbeeldstad', city: 'voorbeeldstad', roles: ['analyst'] },
];
