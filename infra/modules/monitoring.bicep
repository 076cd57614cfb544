// Where counters, traces and the apps' own logs go. Nothing of them names a person or holds a table's key.
param workspaceName string
param insightsName string
param location string
param tags object

@description('How many days what was counted is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 90

@description('The most that is taken in a day, in GB: a loop of errors costs no more than this.')
param dailyGigabytes int = 5

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyGigabytes
    }
    features: {
      enableLogAccessUsingOnlyResourcePermissions: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    IngestionMode: 'LogAnalytics'
    RetentionInDays: retentionDays
  }
}

output workspaceId string = workspace.id
output insightsId string = insights.id
output insightsName string = insights.name
