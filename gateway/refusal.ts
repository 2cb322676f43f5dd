/** A request that is not served, as both APIs tell it: an HTTP status, a kind and one sentence. */
export class ApiRefusal extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** How an API tells of a refusal. */
export type ToldAs = (refusal: ApiRefusal) => object;

/** https://platform.openai.com/docs/guides/error-codes */
export const asOpenAi: ToldAs = ({ status, message }) => ({
  error: { message, type: openAiTypes[status] ?? "server_error", param: null, code: null },
});

const openAiTypes: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  413: "invalid_request_error",
};

/** https://docs.anthropic.com/en/api/errors */
export const asAnthropic: ToldAs = ({ status, message }) => ({
  type: "error",
  error: { type: anthropicTypes[status] ?? "api_error", message },
});

const anthropicTypes: Readonly<Record<number, string>> = {
  ...openAiTypes,
  413: "request_too_large",
  503: "overloaded_error",
};
