// What was changed, to be taken back and made again; each world has its own list.

import type { Value } from "./protocol.js";

export interface Done {
  readonly path: string;
  readonly before: Value;
  readonly after: Value;
}

export class Undo {
  private readonly past: Done[] = [];
  private readonly future: Done[] = [];

  note(done: Done): void {
    if (JSON.stringify(done.before) === JSON.stringify(done.after)) return;
    const last = this.past.at(-1);
    // Several quick moves of one slider are one change
    if (last?.path === done.path && JSON.stringify(last.before) === JSON.stringify(done.before)) this.past.pop();
    this.past.push(done);
    this.future.length = 0;
  }

  /** What to set to take the last change back. */
  back(): { readonly path: string; readonly value: Value } | undefined {
    const done = this.past.pop();
    if (done === undefined) return undefined;
    this.future.push(done);
    return { path: done.path, value: done.before };
  }

  again(): { readonly path: string; readonly value: Value } | undefined {
    const done = this.future.pop();
    if (done === undefined) return undefined;
    this.past.push(done);
    return { path: done.path, value: done.after };
  }

  /** The last change was refused. */
  drop(path: string): void {
    if (this.past.at(-1)?.path === path) this.past.pop();
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }
  get canRedo(): boolean {
    return this.future.length > 0;
  }

  clear(): void {
    this.past.length = this.future.length = 0;
  }
}

/** A list per lane. Where a change made a lane of its own, it stands in the list of that one. */
export class Undos {
  private lists = new Map<number, Undo>();
  private lane = -1;
  private branching: Done | null = null;

  get now(): Undo {
    return this.of(this.lane);
  }

  /** A change that makes a new lane, which is told of later. */
  branch(done: Done): void {
    this.branching = done;
  }

  /** The change was refused: there is no new lane. */
  drop(path: string): void {
    if (this.branching === null) this.now.drop(path);
    this.branching = null;
  }

  /** Another lane has the focus. `lanes`: all that there are; one that is gone has begun again as this one. */
  focus(lane: number, lanes: readonly number[]): void {
    const before = this.lane;
    if (lane === before) return;
    const began = !lanes.includes(before) && !this.lists.has(lane);
    const list = began ? this.of(before) : this.of(lane);
    if (this.branching !== null && !began) list.note(this.branching);
    this.branching = null;
    this.lane = lane;
    this.lists = new Map([...this.lists, [lane, list] as const].filter(([id]) => id === lane || lanes.includes(id)));
  }

  clear(): void {
    this.lists.clear();
    this.branching = null;
  }

  private of(lane: number): Undo {
    const found = this.lists.get(lane) ?? new Undo();
    this.lists.set(lane, found);
    return found;
  }
}
