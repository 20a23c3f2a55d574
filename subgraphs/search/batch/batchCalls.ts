import { letOthersGoOn } from '../ask/letOthersGoOn';
import type { AskCity } from '../../contract/AskCity';
import type { SearchContext } from '../SearchContext';
import { afterThisTick } from './afterThisTick';
import type { WaitingCall } from './askTogether';
import { askTogether } from './askTogether';
import { createCombiner } from './combineOperations';

/** By the way to ask cities, then by the client's request. */
const askers = new WeakMap<AskCity, WeakMap<SearchContext, AskCity>>();

/**
 * Makes of the calls that one request of a client makes to a city in one tick one request to that city. So what siblings
 * of a query ask costs a city one request, not one for each sibling. A call without company is sent as it is.
 *
 * The request ends when nobody waits for it any more; who gives up earlier does so by itself, with `askWithin`.
 *
 * @param apart so many different operations to a city stay requests of their own: the same for all calls that are joined
 */
export function batchCalls(context: SearchContext, askCity: AskCity, apart = 0): AskCity {
  const ofRequests = askers.get(askCity) ?? new WeakMap<SearchContext, AskCity>();
  askers.set(askCity, ofRequests);
  const known = ofRequests.get(context);
  if (known !== undefined) return known;

  let waiting = new Map<string, WaitingCall[]>();
  const send = async () => {
    const cities = waiting;
    waiting = new Map();
    const combine = createCombiner();
    for (const [cityId, calls] of cities) {
      await askTogether(askCity, cityId, calls, {
        combine,
        apart,
        // When the time is over, the calls know it of themselves.
        letOthersGoOn: () => letOthersGoOn(context)?.catch(() => undefined),
      });
    }
  };
  const ask: AskCity = (cityId, operation, call) =>
    new Promise((answer) => {
      if (waiting.size === 0) afterThisTick(context, () => void send());
      const calls = waiting.get(cityId);
      if (calls === undefined) waiting.set(cityId, [{ operation, call, answer }]);
      else calls.push({ operation, call, answer });
    });
  ofRequests.set(context, ask);
  return ask;
}
