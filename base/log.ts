/** Where a part of the server writes what happened. stdout is the protocol's alone. */
export type Log = {
  /** Something went wrong. */
  readonly error: (message: string) => void;
  readonly info: (message: string) => void;
  /** One line for each request. */
  readonly debug: (message: string) => void;
};

/** The quietest first. */
export const logLevels = ["error", "info", "debug"] as const;
export type LogLevel = (typeof logLevels)[number];

/** Writes messages of at least the level that `level` says at that time. */
export function makeLog(level: () => LogLevel, write: (level: LogLevel, message: string) => void): Log {
  const at = (own: LogLevel) => (message: string) => {
    if (logLevels.indexOf(own) <= logLevels.indexOf(level())) write(own, message);
  };
  return { error: at("error"), info: at("info"), debug: at("debug") };
}
