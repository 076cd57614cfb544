// Everything that one environment of Alongside needs in Azure, in one resource group. How and why: docs/operate/deploy.md
// and docs/decisions/0032-app-service-runs-one-artefact-twice.md.
targetScope = 'resourceGroup'

@description('The beginning of all names: small letters and digits.')
@minLength(3)
@maxLength(11)
param baseName string

@description('The environment: dev, test or prod.')
param environmentName string

@description('Where everything lies.')
param location string = resourceGroup().location

@description('The id of the app in the Developer Portal of Teams.')
param teamsAppId string

@description('The client id of the registration by which people sign in to the tab.')
param tabClientId string

@description('The organisations that may use this environment: tenant ids.')
@minLength(1)
param tenantIds array = [
  tenant().tenantId
]

@description('Whether the directory is imported from files, or follows Microsoft Entra.')
@allowed([
  'files'
  'graph'
])
param directory string = 'files'

@description('Whom the pages that need no sign-in name.')
param supportMail string

@description('Who is told when something goes wrong.')
param alertMail string

@description('The key of the pseudonyms in logs and audit: 32 characters or more, the same for as long as the environment lives.')
@secure()
@minLength(32)
param pseudonymKey string

@description('The size of a machine of the web, and how many there are.')
param web object = {
  sku: 'P0v3'
  least: 2
  most: 6
}

@description('The size of a machine of the worker, and how many there are.')
param worker object = {
  sku: 'P0v3'
  least: 1
  most: 4
}

@description('How storage is copied: within the region over its zones, unless the region has none.')
@allowed([
  'Standard_ZRS'
  'Standard_LRS'
  'Standard_GZRS'
])
param storageSku string = 'Standard_ZRS'

@description('Whether storage and vault are reached over a network of their own alone.')
param privateNetwork bool = false

@description('Tags beside those that say what this is.')
param extraTags object = {}

var tags = union(
  {
    application: 'alongside'
    environment: environmentName
  },
  extraTags
)
var uniqueEnding = uniqueString(resourceGroup().id, baseName)
var storageName = '${baseName}${uniqueEnding}'
var vaultName = 'kv${take(uniqueEnding, 11)}${take(baseName, 11)}'
var insightsName = '${baseName}-insights'
var webName = '${baseName}-web-${uniqueEnding}'
var workerName = '${baseName}-worker-${uniqueEnding}'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: '${baseName}-identity'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: '${baseName}-logs'
    insightsName: insightsName
    location: location
    tags: tags
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  params: {
    name: '${baseName}-network'
    location: location
    tags: tags
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: storageName
    location: location
    tags: tags
    sku: storageSku
    principalId: identity.outputs.principalId
    isPrivate: privateNetwork
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  params: {
    name: vaultName
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    pseudonymKey: pseudonymKey
    isPrivate: privateNetwork
  }
}

module privateEndpoints 'modules/private-endpoints.bicep' = if (privateNetwork) {
  name: 'private-endpoints'
  params: {
    baseName: baseName
    location: location
    tags: tags
    networkId: privateNetwork ? network!.outputs.id : ''
    subnetId: privateNetwork ? network!.outputs.endpointsSubnetId : ''
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
  }
}

module webApp 'modules/app.bicep' = {
  name: 'web'
  params: {
    name: webName
    role: 'web'
    location: location
    tags: tags
    machine: web
    identityId: identity.outputs.id
    botAppId: identity.outputs.clientId
    insightsName: monitoring.outputs.insightsName
    workspaceId: monitoring.outputs.workspaceId
    storageName: storage.outputs.name
    pseudonymKeyUri: vault.outputs.pseudonymKeyUri
    subnetId: privateNetwork ? network!.outputs.appsSubnetId : ''
    teamsAppId: teamsAppId
    tabClientId: tabClientId
    tenantIds: tenantIds
    directory: directory
    supportMail: supportMail
  }
}

module workerApp 'modules/app.bicep' = {
  name: 'worker'
  params: {
    name: workerName
    role: 'worker'
    location: location
    tags: tags
    machine: worker
    identityId: identity.outputs.id
    botAppId: identity.outputs.clientId
    insightsName: monitoring.outputs.insightsName
    workspaceId: monitoring.outputs.workspaceId
    storageName: storage.outputs.name
    pseudonymKeyUri: vault.outputs.pseudonymKeyUri
    subnetId: privateNetwork ? network!.outputs.appsSubnetId : ''
    teamsAppId: teamsAppId
    tabClientId: tabClientId
    tenantIds: tenantIds
    directory: directory
    supportMail: supportMail
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: '${baseName}-bot'
    displayName: 'Alongside'
    tags: tags
    endpoint: 'https://${webApp.outputs.hostName}/api/messages'
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: {
    baseName: baseName
    location: location
    tags: tags
    mail: alertMail
    insightsId: monitoring.outputs.insightsId
    webAppId: webApp.outputs.id
    workerAppId: workerApp.outputs.id
    storageId: storage.outputs.id
  }
}

// What the Microsoft 365 Agents Toolkit writes into env/.env.{environment}.
output BOT_ID string = identity.outputs.clientId
output TAB_DOMAIN string = webApp.outputs.hostName
output WEB_APP_RESOURCE_ID string = webApp.outputs.id
output WORKER_APP_RESOURCE_ID string = workerApp.outputs.id
