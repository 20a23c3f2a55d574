/** A kind of record that a city owns, as its contract has it. */
export interface RecordKind {
  readonly idType: 'staff' | 'programme' | 'exchange' | 'topic' | 'need' | 'offer';
  readonly typename: 'Staff' | 'Programme' | 'Exchange' | 'Topic' | 'Need' | 'Offer';
  /** The field of `City` that lists them. */
  readonly list: 'staff' | 'programmes' | 'exchanges' | 'topics' | 'needs' | 'offers';
  /** The field that a record always has. */
  readonly heading: 'name' | 'title' | 'label';
}

export const staff: RecordKind = { idType: 'staff', typename: 'Staff', list: 'staff', heading: 'name' };
export const programme: RecordKind = {
  idType: 'programme',
  typename: 'Programme',
  list: 'programmes',
  heading: 'title',
};
export const exchange: RecordKind = { idType: 'exchange', typename: 'Exchange', list: 'exchanges', heading: 'title' };
export const topic: RecordKind = { idType: 'topic', typename: 'Topic', list: 'topics', heading: 'label' };
export const need: RecordKind = { idType: 'need', typename: 'Need', list: 'needs', heading: 'title' };
export const offer: RecordKind = { idType: 'offer', typename: 'Offer', list: 'offers', heading: 'title' };

export const recordKinds: readonly RecordKind[] = [staff, programme, exchange, topic, need, offer];
