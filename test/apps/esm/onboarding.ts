import { createRequire } from 'node:module';
import { compile } from 'arazzo-step-functions';
import { DocumentError } from 'arazzo-step-functions/cdk';
import { App } from 'aws-cdk-lib';
import { OnboardingStack } from './lib/onboarding-stack.js';

const app = new App({ outdir: 'cdk.out' });
new OnboardingStack(app, 'Onboarding');
app.synth();

// Whoever asks for the package gets the same of everything, in whatever kind of module.
const require = createRequire(import.meta.url);
if (require('arazzo-step-functions').compile !== compile) throw new Error('there are two compilers');
if (require('arazzo-step-functions/cdk').DocumentError !== DocumentError)
  throw new Error('there are two DocumentErrors');
