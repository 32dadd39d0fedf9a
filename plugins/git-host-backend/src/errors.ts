import { LoggerService } from '@backstage/backend-plugin-api';
import { ErrorRequestHandler, Response } from 'express';

/** What a failed request is answered with. */
export interface Problem {
  status: number;
  message: string;
}

const STATUS_BY_NAME: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  NotFoundError: 404,
  ConflictError: 409,
};

/** The status and message for a thrown error. A fault of ours tells no details. */
function describeProblem(error: unknown): Problem {
  if (!(error instanceof Error)) {
    return { status: 500, message: 'Internal error; see the log' };
  }
  const status = STATUS_BY_NAME[error.name] ?? clientStatus(error) ?? 500;
  return status < 500
    ? { status, message: error.message }
    : { status, message: 'Internal error; see the log' };
}

/** Answers thrown errors in the form that `send` gives them, and logs those that are faults of ours. */
export function answerErrors(
  logger: LoggerService,
  send: (res: Response, problem: Problem) => void,
): ErrorRequestHandler {
  return (error, _req, res, _next) => {
    // a client that went away is no fault of ours, and hears nothing any more
    if (res.destroyed) return;
    const problem = describeProblem(error);
    if (problem.status >= 500) {
      logger.error('The embedded Git host failed', error);
    }
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (problem.status === 401) {
      res.set('WWW-Authenticate', 'Basic realm="Git host", charset="UTF-8"');
    }
    res.status(problem.status);
    send(res, problem);
  };
}

// body parsers and the router throw http-errors, which carry their status
function clientStatus(error: Error): number | undefined {
  const status = 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500
    ? status
    : undefined;
}
