import { parentPort, workerData } from 'node:worker_threads';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';
import { readSupergraph } from '../readSupergraph';
import { planDocument } from './planDocument';
import type { PlanningOutcome } from './PlanningThread';

/** The thread of `PlanningThread`: for each text, one answer. */
const supergraph = readSupergraph(workerData as string);
const planning = { planner: new QueryPlanner(supergraph), apiSchema: supergraph.apiSchema() };

function plan(text: string): PlanningOutcome {
  try {
    return { plan: planDocument(parse(text), planning) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.postMessage('READY' satisfies PlanningOutcome);
parentPort?.on('message', (text: string) => parentPort?.postMessage(plan(text)));
