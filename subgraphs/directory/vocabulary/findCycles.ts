/**
 * Circles in a directed graph: each as the way from a node back to itself, `[a, b, a]`. Empty when there are none;
 * at least one of every group of nodes that lie on circles.
 */
export function findCycles(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const way: string[] = [];

  const visit = (node: string): void => {
    if (way.includes(node)) {
      cycles.push([...way.slice(way.indexOf(node)), node]);
      return;
    }
    if (done.has(node)) return;
    way.push(node);
    edges.get(node)?.forEach(visit);
    way.pop();
    done.add(node);
  };
  for (const node of edges.keys()) visit(node);
  return cycles;
}
