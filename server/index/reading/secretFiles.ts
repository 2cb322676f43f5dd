/** Names of files that hold passwords, keys or tokens by convention. They are never read, whatever their language. */
const secretNames: readonly RegExp[] = [
  /^\.env(\..+|rc)?$/, // dotenv, direnv
  /^.+\.env$/,
  /\.(pem|key|p12|pfx|p8|jks|keystore|kdbx|asc|gpg|ppk|ovpn|tfstate|tfvars)$/,
  /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/,
  /^\.?(netrc|npmrc|pypirc|pgpass|htpasswd|dockercfg|git-credentials|s3cfg|boto|vault_pass|vault-token)$/,
  /^_netrc$/,
  /^(.*[._-])?(credentials?|secrets?)(\.(json|ya?ml|toml|ini|cfg|conf|txt|xml|properties))?$/,
  /^service[._-]?account.*\.json$/,
  /^local_settings\.py$/, // Django's place for what must not be committed
];

const secretName = new RegExp(secretNames.map(({ source }) => source).join("|"));

/** Folders whose whole content is taken to be secret. */
const secretFolders: ReadonlySet<string> = new Set([".ssh", ".gnupg", ".aws", ".azure", ".kube", ".docker"]);

/** Example files are made to be read: `.env.example` holds names, not values. */
const example = /[._-](example|sample|template|dist|defaults?)$/;

/** True if a path looks like it holds a secret. Letter case does not matter. */
export function looksSecret(path: string): boolean {
  const parts = path.toLowerCase().split(/[\\/]/);
  const name = parts.pop() ?? "";
  if (parts.some((folder) => secretFolders.has(folder))) return true;
  return secretName.test(name) && !example.test(name);
}
