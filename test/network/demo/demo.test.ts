// One file for jest, so that the network, which takes seconds to start, is started once.
import './actionPlan';
import './berlinMitte';
import './berlinPankow';
import './gera';
import './landscape';
import './mcpConformance';
import './muelheim';
import './ownQuestions';
import './placesAndNames';
import './rosenheim';
import './signIn';
import './way';
// A city fails in it.
import './assistants';
