// The one secret: the key of pseudonyms. The apps' settings hold where it is, never what it is.
param name string
param location string
param tags object

@description('The identity that reads it.')
param principalId string

@secure()
param pseudonymKey string

@description('Whether it is reached over a private endpoint alone.')
param isPrivate bool

// A role that every Azure has, by its id.
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    // Without the key, nobody's entries in the audit log belong together any more.
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      // The template's own writing of the secret is one of them.
      bypass: 'AzureServices'
    }
  }
}

resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'pseudonym-key'
  properties: {
    value: pseudonymKey
    contentType: 'text/plain'
    attributes: {
      enabled: true
    }
  }
}

resource mayReadSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, keyVaultSecretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      keyVaultSecretsUser
    )
  }
}

output id string = vault.id
// Where the secret is, without a version: apps take the newest.
output pseudonymKeyUri string = secret.properties.secretUri
