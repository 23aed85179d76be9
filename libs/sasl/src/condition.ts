/** The SASL error conditions of RFC 6120 §6.5 in its order, each with what we tell a person when there is nothing more precise. */
export const conditionTexts = {
  aborted: 'The authentication was aborted.',
  'account-disabled': 'This account is disabled.',
  'credentials-expired': 'The credentials have expired.',
  'encryption-required': 'This mechanism needs an encrypted stream.',
  'incorrect-encoding': 'The data is not valid base64.',
  'invalid-authzid': 'You may act as your own account only.',
  'invalid-mechanism': 'This mechanism is not offered.',
  'malformed-request': 'The data does not follow the mechanism.',
  'mechanism-too-weak': 'This mechanism is too weak for this account.',
  'not-authorized': 'The user name or the password is wrong.',
  'temporary-auth-failure': 'Authentication is not possible just now; try again later.',
} as const;

export type SaslCondition = keyof typeof conditionTexts;

export const saslConditions = Object.keys(conditionTexts) as readonly SaslCondition[];
