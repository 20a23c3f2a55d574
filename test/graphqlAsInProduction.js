/**
 * graphql-js checks more of each value where NODE_ENV is not `production`, for those who have it twice in their
 * `node_modules`; that is a tenth of what many tests take. It decides when it is loaded, which is here.
 */
const { NODE_ENV } = process.env;
process.env.NODE_ENV = 'production';
require('graphql/jsutils/instanceOf');
process.env.NODE_ENV = NODE_ENV;
