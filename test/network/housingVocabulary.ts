/** A vocabulary of four concepts, small enough to know by heart. */
export const housingVocabulary = `
  @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
  @prefix concept: <https://hanse.example/concept/> .

  concept:housing a skos:Concept ;
    skos:prefLabel "Housing"@en, "Wohnen"@de, "Wonen"@nl .
  concept:housing-plan a skos:Concept ; skos:broader concept:housing ;
    skos:prefLabel "Housing plan"@en, "Wohnraumkonzept"@de, "Woonplan"@nl .
  concept:parks a skos:Concept ;
    skos:prefLabel "Parks"@en, "Grünanlagen"@de, "Parken"@nl .
  concept:youth a skos:Concept ;
    skos:prefLabel "Youth work"@en, "Jugendarbeit"@de, "Jongerenwerk"@nl .
`;
