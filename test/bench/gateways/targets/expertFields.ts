/** All that is asked of an expert, everywhere the same but for what is asked of its city. */
export function expertFields(cityFields: string): string {
  return `id kind name role department languages source updatedAt
    contact { email phone url }
    city { ${cityFields} }
    experiences {
      role since until summary source
      topic { id label }
      programme { id title status }
    }`;
}
