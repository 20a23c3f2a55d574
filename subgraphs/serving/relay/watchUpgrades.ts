import { DecoratorHandler } from 'undici';
import type { Dispatcher } from 'undici';
import { asProxyRefusal } from '../createDispatcher';

/**
 * Tells why a WebSocket was not opened: undici's own says no more than that it was not.
 *
 * @param tell takes the error of the connection, or that the server answered otherwise
 */
export function watchUpgrades(tell: (error: unknown) => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => dispatch(options, new UpgradeWatch(handler, tell));
}

type Controller = Dispatcher.DispatchController;
type Headers = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/** What it does, of which its type says nothing. */
interface PassesOn {
  onResponseStart(controller: Controller, statusCode: number, headers: Headers, statusMessage?: string): void;
  onResponseError(controller: Controller, error: Error): void;
}
const PassingOn = DecoratorHandler as unknown as new (handler: Dispatcher.DispatchHandler) => PassesOn;

class UpgradeWatch extends PassingOn {
  constructor(
    handler: Dispatcher.DispatchHandler,
    private readonly tell: (error: unknown) => void,
  ) {
    super(handler);
  }

  override onResponseStart(controller: Controller, statusCode: number, headers: Headers, statusMessage?: string): void {
    this.tell(new Error(`HTTP ${statusCode} in place of a WebSocket`));
    super.onResponseStart(controller, statusCode, headers, statusMessage);
  }

  override onResponseError(controller: Controller, error: Error): void {
    this.tell(asProxyRefusal(error));
    super.onResponseError(controller, error);
  }
}
