// The artefact as one app of its own plan, so that web and worker grow apart. What it does stands in ROLES.
param name string

@allowed([
  'web'
  'worker'
])
param role string
param location string
param tags object

@description('`sku`, `least` and `most` of the machines.')
param machine object

param identityId string

@description('The client id of that identity, which is the bot, too.')
param botAppId string
param insightsName string
param workspaceId string
param storageName string

@description('Where the key of pseudonyms is in the vault.')
param pseudonymKeyUri string

@description('The part of a network to run in; none where empty.')
param subnetId string

param teamsAppId string
param tabClientId string
param tenantIds array
param directory string
param supportMail string

@description('How many packs of 50 people may wait for each worker before there is one more: what a tenant takes in a minute.')
param packsPerWorker int = 60

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: machine.sku
    capacity: machine.least
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node main.js'
      alwaysOn: true
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      // Asked on every machine, every minute; one that does not answer well gets no work and is replaced.
      healthCheckPath: '/health/ready'
      // Nobody but the platform has anything to ask of a worker.
      ipSecurityRestrictionsDefaultAction: role == 'web' ? 'Allow' : 'Deny'
      scmIpSecurityRestrictionsDefaultAction: 'Allow'
      scmIpSecurityRestrictionsUseMain: false
      appSettings: [
        {
          name: 'NODE_ENV'
          value: 'production'
        }
        {
          name: 'PORT'
          value: '8080'
        }
        {
          name: 'ROLES'
          value: role
        }
        {
          name: 'TABLES_URL'
          value: 'https://${account.name}.table.${environment().suffixes.storage}'
        }
        {
          name: 'QUEUES_URL'
          value: 'https://${account.name}.queue.${environment().suffixes.storage}'
        }
        {
          name: 'TENANT_IDS'
          value: join(tenantIds, ',')
        }
        {
          name: 'TAB_CLIENT_ID'
          value: tabClientId
        }
        {
          name: 'TEAMS_APP_ID'
          value: teamsAppId
        }
        {
          name: 'BOT_APP_ID'
          value: botAppId
        }
        {
          name: 'BOT_TENANT_ID'
          value: tenant().tenantId
        }
        {
          name: 'PSEUDONYM_KEY'
          value: '@Microsoft.KeyVault(SecretUri=${pseudonymKeyUri})'
        }
        {
          name: 'DIRECTORY'
          value: directory
        }
        {
          name: 'SUPPORT_MAIL'
          value: supportMail
        }
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: insights.properties.ConnectionString
        }
        {
          // Its agent would put addresses with table keys into traces; the program counts for itself.
          name: 'ApplicationInsightsAgent_EXTENSION_VERSION'
          value: 'disabled'
        }
        {
          name: 'WEBSITE_RUN_FROM_PACKAGE'
          value: '1'
        }
        {
          name: 'SCM_DO_BUILD_DURING_DEPLOYMENT'
          value: 'false'
        }
      ]
    }
  }
}

// Deployment signs in with Microsoft Entra; there are no passwords for it.
resource noPasswordToDeploy 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource noPasswordToCopy 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2023-12-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

// What the program and the platform say. Not the log of requests: it holds addresses with ids in them.
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AppServiceConsoleLogs'
        enabled: true
      }
      {
        category: 'AppServicePlatformLogs'
        enabled: true
      }
    ]
  }
}

var byProcessor = [
  {
    metricTrigger: {
      metricName: 'CpuPercentage'
      metricNamespace: 'microsoft.web/serverfarms'
      metricResourceUri: plan.id
      timeGrain: 'PT1M'
      statistic: 'Average'
      timeWindow: 'PT5M'
      timeAggregation: 'Average'
      operator: 'GreaterThan'
      threshold: 70
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: '1'
      cooldown: 'PT5M'
    }
  }
  {
    metricTrigger: {
      metricName: 'CpuPercentage'
      metricNamespace: 'microsoft.web/serverfarms'
      metricResourceUri: plan.id
      timeGrain: 'PT1M'
      statistic: 'Average'
      timeWindow: 'PT15M'
      timeAggregation: 'Average'
      operator: 'LessThan'
      threshold: 30
    }
    scaleAction: {
      direction: 'Decrease'
      type: 'ChangeCount'
      value: '1'
      cooldown: 'PT10M'
    }
  }
]

var byQueue = [
  {
    metricTrigger: {
      metricName: 'ApproximateMessageCount'
      metricNamespace: ''
      metricResourceUri: '${account.id}/services/queue/queues/packs'
      timeGrain: 'PT1M'
      statistic: 'Average'
      timeWindow: 'PT5M'
      timeAggregation: 'Average'
      operator: 'GreaterThan'
      threshold: packsPerWorker
      dividePerInstance: true
    }
    scaleAction: {
      direction: 'Increase'
      type: 'ChangeCount'
      value: '1'
      cooldown: 'PT5M'
    }
  }
  {
    metricTrigger: {
      metricName: 'ApproximateMessageCount'
      metricNamespace: ''
      metricResourceUri: '${account.id}/services/queue/queues/packs'
      timeGrain: 'PT1M'
      statistic: 'Average'
      timeWindow: 'PT15M'
      timeAggregation: 'Average'
      operator: 'LessThan'
      threshold: 5
      dividePerInstance: true
    }
    scaleAction: {
      direction: 'Decrease'
      type: 'ChangeCount'
      value: '1'
      cooldown: 'PT10M'
    }
  }
]

resource scaling 'Microsoft.Insights/autoscalesettings@2022-10-01' = {
  name: '${name}-scaling'
  location: location
  tags: tags
  properties: {
    enabled: true
    targetResourceUri: plan.id
    profiles: [
      {
        name: 'by load'
        capacity: {
          minimum: string(machine.least)
          maximum: string(machine.most)
          default: string(machine.least)
        }
        rules: role == 'worker' ? concat(byProcessor, byQueue) : byProcessor
      }
    ]
  }
}

output id string = app.id
output hostName string = app.properties.defaultHostName
