import { expect, test } from "@jest/globals";
import { looksSecret } from "../../../server/index/reading/secretFiles.ts";

test.each([
  ".env",
  ".env.local",
  "prod.env",
  ".envrc",
  "deploy/key.pem",
  "server.key",
  "id_rsa",
  "id_ed25519",
  ".npmrc",
  ".netrc",
  ".pypirc",
  ".ssh/config",
  ".aws/credentials",
  "credentials",
  "credentials.json",
  "client_secret.json",
  "app.secrets.yaml",
  "service-account-prod.json",
  "terraform.tfstate",
  "site/local_settings.py",
  "KEYS/PRIVATE.PEM",
])("%s looks like a secret", (path) => {
  expect(looksSecret(path)).toBe(true);
});

test.each([".env.example", "env.ts", "secrets.ts", "src/credentials.py", "keyboard.ts", "environment.ts", "id_rsa.ts"])(
  "%s is code",
  (path) => {
    expect(looksSecret(path)).toBe(false);
  },
);
