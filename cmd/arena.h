/* Memory for parsed JSON, taken and given back in one piece. */

/*
 * Lets cJSON allocate from an arena from now on.  A landmark file in JSON is
 * thousands of small nodes that live and die together: once the last is freed,
 * all of the memory is used again.  Its hooks are global, so that a tool may
 * do this, and the library never does.
 */
void arena_use(void);
