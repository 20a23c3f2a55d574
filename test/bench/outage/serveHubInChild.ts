import { serveHub } from '../serveHub';

// With its usual limits.
serveHub({});
