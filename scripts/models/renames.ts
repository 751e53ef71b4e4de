/**
 * Members that the AWS SDK for Java 2 renames by hand (its `customization.config` files, `emitPropertyName`), and so Step
 * Functions too: by resource and `Shape.Member`.
 */
export const RENAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dynamodb: { 'AttributeValue.NULL': 'Nul' },
  dynamodbstreams: { 'AttributeValue.NULL': 'Nul' },
  ec2: { 'Image.Public': 'PublicLaunchPermissions', 'FpgaImage.Public': 'IsPublic' },
};

/**
 * Errors that the same SDK renames (`renameShapes` in those files), by resource and shape: one says what its service calls
 * itself in its documentation, another would have the name of the class of all errors of the service.
 */
export const ERROR_RENAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  elasticloadbalancing: {
    AccessPointNotFoundException: 'LoadBalancerNotFoundException',
    DuplicateAccessPointNameException: 'DuplicateLoadBalancerNameException',
    InvalidEndPointException: 'InvalidInstanceException',
    TooManyAccessPointsException: 'TooManyLoadBalancersException',
  },
  marketplacecommerceanalytics: {
    MarketplaceCommerceAnalyticsException: 'MarketplaceCommerceAnalyticsServiceException',
  },
};
