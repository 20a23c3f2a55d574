/**
 * Whether one of the tags in a column fits one of the ranges asked for, in SQL: by RFC 4647, section 3.3.1, so that `de`
 * also finds `de-AT`.
 *
 * @param tags a column of language tags
 * @param ranges a placeholder that stands for a `text[]`
 */
export function answersIn(tags: string, ranges: string): string {
  return `EXISTS (
    SELECT FROM unnest(${tags}) AS tag, unnest(${ranges}) AS range
    WHERE lower(tag) = lower(range) OR starts_with(lower(tag), lower(range) || '-'))`;
}
