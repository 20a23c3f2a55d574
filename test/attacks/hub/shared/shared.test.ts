// One file for jest, so that the network, which takes seconds to start, is started once. Cities fail in the last two.
import './signIn';
import './sessions';
import './fetches';
import './wholeAnswers';
import './questions';
import './answers';
