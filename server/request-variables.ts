/** What middleware leaves for handlers, as `c.var`. */
export interface AppEnv {
  Variables: {
    /** Names this request in the log and in a 500. */
    requestId: string;
  };
}
