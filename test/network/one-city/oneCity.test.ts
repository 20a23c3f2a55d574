// One file for jest, so that the network, which takes seconds to start, is started once.
import './badInput';
import './clients';
import './graphqlOverHttp';
import './introspection';
