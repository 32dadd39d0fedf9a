import type { ProtoMethod } from './model';
import { commentLines } from './text';

/** What stands before the names of streams. */
export const ALIAS =
  '// This type alias is provided for backwards compatibility with existing code that references the prior non-generic stream type by name.';

/** Whether both sides send one message. */
export function isUnary({
  clientStreams,
  serverStreams,
}: ProtoMethod): boolean {
  return !clientStreams && !serverStreams;
}

/** A comment of the contract, as Go has it. */
export function commented(about: string): string[] {
  return commentLines(about).map(line => `//${line}`);
}

/** The type of a stream at one side, `Client` or `Server`. */
export function streamType(
  method: ProtoMethod,
  side: 'Client' | 'Server',
): string {
  const { clientStreams, serverStreams, input, output } = method;
  if (clientStreams && serverStreams) {
    return `grpc.BidiStreaming${side}[${input}, ${output}]`;
  }
  return clientStreams
    ? `grpc.ClientStreaming${side}[${input}, ${output}]`
    : `grpc.ServerStreaming${side}[${output}]`;
}
