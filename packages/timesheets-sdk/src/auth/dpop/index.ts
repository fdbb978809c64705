export { type DpopKey, type DpopKeyPair, type DpopPrivateJwk, dpopKey, newDpopJwk } from './key.ts'
export { type DpopProver, type DpopProverOptions, dpopProver, type ProvenRequest } from './prover.ts'
