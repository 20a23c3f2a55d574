/** A token was sent that gives no access. The message is for the client; nothing of the token is in it. */
export class InvalidTokenError extends Error {
  override readonly name = 'InvalidTokenError';
}
