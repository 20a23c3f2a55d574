/** The media types and ranges that a header such as `Accept` or `Content-Type` names, without their parameters. */
export function mediaTypesOf(header: string | undefined): readonly string[] {
  return (header ?? '').split(',').map((range) => range.split(';', 1).join('').trim().toLowerCase());
}
