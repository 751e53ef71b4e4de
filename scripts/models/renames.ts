/**
 * Members that the AWS SDK for Java 2 renames by hand (its `customization.config` files, `emitPropertyName`), and so Step
 * Functions too: by resource and `Shape.Member`.
 */
export const RENAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dynamodb: { 'AttributeValue.NULL': 'Nul' },
  dynamodbstreams: { 'AttributeValue.NULL': 'Nul' },
  ec2: { 'Image.Public': 'PublicLaunchPermissions', 'FpgaImage.Public': 'IsPublic' },
};
