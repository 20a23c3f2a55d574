/** More bound calls came within a minute than can be remembered, and so told from those that come again. */
export class TooManyCallsError extends Error {
  constructor() {
    super('Too many calls within a minute.');
    this.name = 'TooManyCallsError';
  }
}
