// The one socket of this tab: commands out, messages and frames in, and a new try when the server is gone.

import { decodeFrame, type Command, type Frame, type ServerMessage } from "./protocol.js";

export interface Listener {
  readonly message: (message: ServerMessage) => void;
  readonly frame: (frame: Frame) => void;
  /** The server is gone; tried again after `seconds`. */
  readonly gone: (seconds: number) => void;
}

const PATIENCE = [0.5, 1, 2, 4] as const; // seconds between tries, the last for all further ones

export class Connection {
  private socket: WebSocket | null = null;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private given = false;

  constructor(
    private readonly address: string,
    private readonly listener: Listener,
  ) {}

  open(): void {
    clearTimeout(this.timer);
    this.given = false;
    const socket = new WebSocket(this.address);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>): void => {
      this.tries = 0;
      if (typeof event.data !== "string") return this.listener.frame(decodeFrame(event.data));
      const message = JSON.parse(event.data) as ServerMessage;
      if (message.type === "problem" && message.final) this.given = true;
      this.listener.message(message);
    };
    socket.onclose = (): void => {
      if (this.socket === socket) this.later();
    };
  }

  /** Said now or not at all: a closed socket loses what a new world would not understand. */
  send(command: Command): void {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(command));
  }

  private later(): void {
    this.socket = null;
    if (this.given) return; // the server has refused with a reason: only the reader can ask again
    const seconds = PATIENCE[Math.min(this.tries, PATIENCE.length - 1)] ?? 4;
    this.tries += 1;
    this.listener.gone(seconds);
    this.timer = setTimeout(() => this.open(), 1000 * seconds);
  }
}
