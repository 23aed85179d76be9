/** What `<enable/>` asks for (XEP-0198 §3), read leniently. */
export interface EnableRequest {
  readonly resume: boolean;
  /** Seconds the client would like; undefined when absent or senseless (R8). */
  readonly max: number | undefined;
}

/** `resume` is an xs:boolean: true/1, false/0, default false (R5). */
export function readEnable(attrs: Record<string, string | undefined>): EnableRequest {
  const resume = attrs['resume'] === 'true' || attrs['resume'] === '1';
  // xs:positiveInteger has no end: what exceeds every cap is a wish for the cap, not nonsense.
  const max = /^\d+$/.test(attrs['max'] ?? '') ? Math.min(Number(attrs['max']), Number.MAX_SAFE_INTEGER) : 0;
  return { resume, max: max > 0 ? max : undefined };
}

/** Limits that decide what is granted; times in ms. */
export interface EnableLimits {
  readonly hibernationTime: number;
  readonly maxHibernationTime: number;
  /** 0: stream management without resumption; null: unlimited. */
  readonly maxHibernatedSessions: number | null;
}

/** What is granted. Committed later by whoever answers, so that Bind 2 can answer inline (XEP-0386). */
export interface EnableDecision {
  readonly resume: boolean;
  /** How long the session may hibernate, ms, as `<enabled max/>` tells the client. */
  readonly hibernationTime: number;
}

/** Granted = min(client's max ?? hibernation time, cap): honoured downwards, capped upwards (R8). */
export function decideEnable(request: EnableRequest, limits: EnableLimits): EnableDecision {
  const wanted = request.max === undefined ? limits.hibernationTime : request.max * 1000;
  return {
    resume: request.resume && limits.maxHibernatedSessions !== 0,
    hibernationTime: Math.min(wanted, limits.maxHibernationTime),
  };
}
