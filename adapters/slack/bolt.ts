import app from "@slack/bolt/dist/App.js";
import httpReceiver from "@slack/bolt/dist/receivers/HTTPReceiver.js";
import socketModeReceiver from "@slack/bolt/dist/receivers/SocketModeReceiver.js";

// What is used of Bolt. Its front door also loads Express and more that is for others, which takes a
// twentieth of the time of a start.
export const { default: App, LogLevel } = app;
export const { default: HTTPReceiver } = httpReceiver;
export type HTTPReceiver = InstanceType<typeof HTTPReceiver>;
export const { default: SocketModeReceiver } = socketModeReceiver;
export type SocketModeReceiver = InstanceType<typeof SocketModeReceiver>;
