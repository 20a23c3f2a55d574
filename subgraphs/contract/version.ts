/** The version of the contract that this version of the project serves: frozen already, or the one that is growing. */
export const CONTRACT_VERSION = '1.1';
