/** Of node, for every gateway: those that the hub has in production (docker/hub.Dockerfile). */
export const GATEWAY_OPTIONS: readonly string[] = ['--max-semi-space-size=64'];
