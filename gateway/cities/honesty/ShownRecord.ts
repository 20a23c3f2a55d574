import { z } from 'zod';

const topic = z.object({
  id: z.string().optional(),
  mappings: z
    .array(z.object({ match: z.string().optional(), concept: z.object({ id: z.string() }).nullish() }))
    .optional(),
});

const experience = z.object({
  role: z.string().nullish(),
  since: z.string().nullish(),
  until: z.string().nullish(),
  topic: topic.nullish(),
});

const shape = z.object({
  experiences: z.array(experience).optional(),
  topics: z.array(topic).optional(),
  status: z.string().nullish(),
  goodPractice: z.boolean().nullish(),
  startsOn: z.string().nullish(),
  endsOn: z.string().nullish(),
});

/** What a record says of that on which hits rest. What was not asked for is undefined. */
export type ShownRecord = z.output<typeof shape>;
export type ShownTopic = z.output<typeof topic>;

/** Undefined for what has another form than the contract gives it, of which others tell. */
export function readShownRecord(raw: unknown): ShownRecord | undefined {
  return shape.safeParse(raw).data;
}

const TOPIC = '{ id mappings { match concept { id } } }';

/** Selects of any record what `ShownRecord` reads. */
export const SHOWN_FIELDS = `
    ... on Node { id }
    ... on Staff { experiences { role since until topic ${TOPIC} } }
    ... on Programme { status goodPractice startsOn endsOn topics ${TOPIC} }
    ... on Exchange { startsOn endsOn topics ${TOPIC} }
    ... on Offer { topics ${TOPIC} }`;
