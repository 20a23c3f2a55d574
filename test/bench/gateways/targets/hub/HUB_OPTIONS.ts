/** Of node, as the hub runs in production (docker/hub.Dockerfile). */
export const HUB_OPTIONS: readonly string[] = ['--max-semi-space-size=64'];
