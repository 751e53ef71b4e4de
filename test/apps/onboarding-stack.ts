import { ArazzoStateMachine } from 'arazzo-step-functions/cdk';
import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

export class OnboardingStack extends Stack {
  readonly machine: ArazzoStateMachine;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    this.machine = new ArazzoStateMachine(this, 'Onboarding', {
      document: 'onboarding.yml',
      resourceScope: { connectInstanceIds: ['2f1c9a3e-6b7d-4c58-9e21-0a4d8f3b7c61'] },
    });
  }
}
