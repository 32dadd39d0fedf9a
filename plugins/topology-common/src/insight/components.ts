/**
 * Strongly connected components of a directed graph on 0..n-1, callees before callers (Tarjan's order).
 * Without recursion: a chain of calls may be as long as the catalog.
 */
export function components(
  next: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const index = new Int32Array(next.length).fill(-1);
  const low = new Int32Array(next.length);
  const isOpen = new Uint8Array(next.length);
  const open: number[] = [];
  const found: number[][] = [];
  let counter = 0;
  const enter = (node: number) => {
    index[node] = counter;
    low[node] = counter;
    counter += 1;
    open.push(node);
    isOpen[node] = 1;
  };
  const close = (node: number) => {
    const members: number[] = [];
    for (let member = -1; member !== node; ) {
      member = open.pop() ?? node;
      isOpen[member] = 0;
      members.push(member);
    }
    found.push(members.sort((a, b) => a - b));
  };
  const lower = (node: number, value: number) => {
    low[node] = Math.min(low[node] ?? 0, value);
  };
  for (let start = 0; start < next.length; start += 1) {
    if (index[start] !== -1) continue;
    const path = [{ node: start, at: 0 }];
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node, at } = top;
      const to = next[node]?.[at];
      top.at += 1;
      if (to === undefined) {
        path.pop();
        if (low[node] === index[node]) close(node);
        const above = path.at(-1);
        if (above) lower(above.node, low[node] ?? 0);
      } else if (index[to] === -1) {
        enter(to);
        path.push({ node: to, at: 0 });
      } else if (isOpen[to]) {
        lower(node, index[to] ?? 0);
      }
    }
  }
  return found;
}
