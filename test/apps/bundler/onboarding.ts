import { App } from 'aws-cdk-lib';
import { OnboardingStack } from './lib/onboarding-stack';

const app = new App({ outdir: 'cdk.out' });
new OnboardingStack(app, 'Onboarding');
app.synth();
