import type { Language } from '../language/Texts';

/** A query to start from, and what it asks in words. */
export interface Example {
  readonly asks: Readonly<Record<Language, string>>;
  /** A named operation: the name is its title in the history. */
  readonly query: (language: Language) => string;
}

const COVERAGE = `coverage {
      asked answered complete
      cities { city { name } status hits }
    }`;

/** The headline query, then one for each of the five reports on which the demo network rests. */
export const examples: readonly Example[] = [
  {
    asks: {
      en: 'Who knows about housing action plans, what do they cost, what did not work, and may we visit?',
      de: 'Wer kennt sich mit Aktionsplänen gegen Wohnungslosigkeit aus, was kosten sie, was gelang nicht, und ist Besuch willkommen?',
      nl: 'Wie weet iets van actieplannen tegen dakloosheid, wat kosten ze, wat lukte niet, en kunnen we langskomen?',
    },
    query: (lang) => `query HousingActionPlans {
  experts(text: "housing action plans") {
    totalCount
    edges {
      score
      why {
        match role
        concept { label(lang: "${lang}") }
        topic { label(lang: "${lang}") }
      }
      node {
        name
        role
        city { name }
        experiences { summary source }
      }
    }
    ${COVERAGE}
  }
  programmes(text: "housing action plans") {
    nodes {
      text(lang: "${lang}") { lang title summary }
      city { name }
      costs { amount currency period scope }
      funding { kind programme amount share }
      results { indicator value before date }
      lessons { kind text }
      documents { title url }
      contact { post phone email }
      offers { kind availability capacity contact { phone email } }
      adaptedFrom { title city { name } }
    }
    ${COVERAGE}
  }
}
`,
  },
  {
    asks: {
      en: 'Asked in Dutch: who receives refugees, and which cities have met about it?',
      de: 'Auf Niederländisch gefragt: Wer nimmt Geflüchtete auf, und welche Städte haben sich dazu getroffen?',
      nl: 'Wie vangt vluchtelingen op, en welke steden kwamen daarover bijeen?',
    },
    query: (lang) => `query ReceptionOfRefugees {
  experts(text: "opvang van vluchtelingen") {
    nodes {
      name
      city { name }
      experiences { role topic { label(lang: "${lang}") } }
    }
    ${COVERAGE}
  }
  exchanges(text: "opvang van vluchtelingen") {
    nodes {
      title
      startsOn
      participants
      participantsApproximate
      city { name }
      host { name country }
      guests { name country }
    }
  }
}
`,
  },
  {
    asks: {
      en: 'Where do administration and civil society work together, and with which partners?',
      de: 'Wo arbeiten Verwaltung und Zivilgesellschaft zusammen, und mit welchen Partnern?',
      nl: 'Waar werken overheid en maatschappelijk middenveld samen, en met welke partners?',
    },
    query: (lang) => `query CivilSociety {
  programmes(text: "Verwaltung und Zivilgesellschaft") {
    nodes {
      title
      city { name }
      topics { label(lang: "${lang}") }
      partners { name kind }
    }
    ${COVERAGE}
  }
  exchanges(text: "Verwaltung und Zivilgesellschaft") {
    nodes {
      title kind startsOn summary
      city { name }
      host { name }
      partners { name kind }
    }
  }
}
`,
  },
  {
    asks: {
      en: 'Who has neighbourhood-based youth services, who came to see them, and who may come back?',
      de: 'Wer hat sozialraumorientierte Jugendhilfe, wer kam sie sehen, und wer ist zum Gegenbesuch eingeladen?',
      nl: 'Wie heeft gebiedsgerichte jeugdhulp, wie kwam kijken, en wie is teruggevraagd?',
    },
    query: (lang) => `query YouthServices {
  experts(text: "sozialraumorientierte Jugendhilfe") {
    nodes {
      name kind
      city { name }
      experiences { role summary topic { label(lang: "${lang}") } }
    }
    ${COVERAGE}
  }
  exchanges(text: "sozialraumorientierte Jugendhilfe") {
    nodes {
      title participants durationDays source
      city { name }
      host { name }
      guests { name }
    }
  }
  city(id: "velbert") {
    name
    population
    offers { nodes { kind title summary } }
    needs { nodes { title summary } }
  }
}
`,
  },
  {
    asks: {
      en: 'Which cities talked about staffing in day care and the payment card for refugees?',
      de: 'Welche Städte sprachen über Personal in Kitas und die Bezahlkarte für Geflüchtete?',
      nl: 'Welke steden spraken over personeel in de kinderopvang en de betaalkaart voor vluchtelingen?',
    },
    query: (lang) => `query SocialAffairsMeeting {
  dayCare: exchanges(text: "Personalschlüssel in Kitas") {
    nodes { ...Meeting }
    ${COVERAGE}
  }
  paymentCard: exchanges(text: "Bezahlkarte für Geflüchtete") {
    nodes { ...Meeting }
  }
}

fragment Meeting on Exchange {
  title
  summary
  topics { label(lang: "${lang}") }
  city { name }
  host { name }
  guests { name connected }
  partners { name kind }
}
`,
  },
  {
    asks: {
      en: 'Which cities prepare their staff for demographic change, and which already work together?',
      de: 'Welche Städte bereiten ihr Personal auf den demografischen Wandel vor, und welche arbeiten schon zusammen?',
      nl: 'Welke steden bereiden hun personeel voor op demografische verandering, en welke werken al samen?',
    },
    query: (lang) => `query DemographicChange {
  exchanges(text: "demografischer Wandel in der Personalentwicklung") {
    nodes {
      title
      startsOn
      topics { label(lang: "${lang}") }
      city { name }
      host { name }
      guests { name }
      partners { name kind }
    }
    ${COVERAGE}
  }
  alliances {
    name
    description
    cities { name connected status }
  }
}
`,
  },
];
