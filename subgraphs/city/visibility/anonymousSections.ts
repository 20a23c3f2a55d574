import type { Visibility } from './Visibility';

/** What a viewer sees who is not signed in. */
export const anonymousSections: readonly Visibility[] = ['PUBLIC'];
