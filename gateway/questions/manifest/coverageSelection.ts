import { CITY } from '../../web/search/createSearchOperation';

/** What is asked of which cities an answer rests on. */
export const COVERAGE = `coverage { asked answered notAsked withheld complete cities { status hits withheld tookMs city ${CITY} } }`;
