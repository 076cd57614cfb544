// What wakes somebody up. The names of what the program counts are those of shared/telemetry.
param baseName string
param location string
param tags object
param mail string
param insightsId string
param webAppId string
param workerAppId string
param storageId string

@description('How late messages may be on average before somebody is told, in seconds.')
param lagSeconds int = 1800

@description('How many messages may be given up in a quarter of an hour before somebody is told.')
param givenUp int = 20

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${baseName}-people'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'alongside'
    enabled: true
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: mail
        useCommonAlertSchema: true
      }
    ]
  }
}

var counted = [
  {
    name: 'messages-are-late'
    description: 'Messages go out later than they are due. See Health in the app: is sending stopped, is Teams refusing?'
    severity: 2
    query: '''
customMetrics
| where name == 'alongside.delivery.lag'
| summarize lag = sum(valueSum) / sum(valueCount)
| where isnotnull(lag)
'''
    column: 'lag'
    threshold: lagSeconds
  }
  {
    name: 'messages-are-given-up'
    description: 'Messages were given up after every try. Health in the app counts why, and can try again.'
    severity: 2
    query: '''
customMetrics
| where name == 'alongside.delivery.given_up'
| summarize givenUp = sum(valueSum)
'''
    column: 'givenUp'
    threshold: givenUp
  }
  {
    name: 'people-are-due-and-nothing-goes-out'
    description: 'Many people are due and not one message was accepted. Nothing is lost: it waits. Look at the worker.'
    severity: 1
    query: '''
customMetrics
| where name in ('alongside.delivery.due', 'alongside.delivery.sent')
| summarize due = sumif(valueSum, name == 'alongside.delivery.due'), sent = sumif(valueSum, name == 'alongside.delivery.sent')
| where sent == 0
| project due
'''
    column: 'due'
    threshold: 500
  }
  {
    name: 'answers-are-slow'
    description: 'The answers of the API take longer than a second on average.'
    severity: 3
    query: '''
customMetrics
| where name == 'http.server.request.duration'
| summarize seconds = sum(valueSum) / sum(valueCount)
| where isnotnull(seconds)
'''
    column: 'seconds'
    threshold: 1
  }
]

resource countedAlerts 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = [
  for alert in counted: {
    name: '${baseName}-${alert.name}'
    location: location
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [
        insightsId
      ]
      evaluationFrequency: 'PT15M'
      windowSize: 'PT15M'
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: alert.column
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      autoMitigate: true
      actions: {
        actionGroups: [
          people.id
        ]
      }
    }
  }
]

var measured = [
  {
    name: 'web-fails'
    description: 'The web answers with errors of its own.'
    severity: 1
    scope: webAppId
    metric: 'Http5xx'
    namespace: 'Microsoft.Web/sites'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 10
  }
  {
    name: 'web-is-not-ready'
    description: 'Machines of the web do not answer /health/ready well.'
    severity: 1
    scope: webAppId
    metric: 'HealthCheckStatus'
    namespace: 'Microsoft.Web/sites'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 75
  }
  {
    name: 'worker-is-not-ready'
    description: 'Machines of the worker do not answer /health/ready well.'
    severity: 1
    scope: workerAppId
    metric: 'HealthCheckStatus'
    namespace: 'Microsoft.Web/sites'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 75
  }
  {
    name: 'storage-fails'
    description: 'Requests to storage fail on the side of Azure.'
    severity: 1
    scope: storageId
    metric: 'Availability'
    namespace: 'Microsoft.Storage/storageAccounts'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 99
  }
]

resource measuredAlerts 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in measured: {
    name: '${baseName}-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [
        alert.scope
      ]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.name
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: alert.namespace
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
          }
        ]
      }
      autoMitigate: true
      actions: [
        {
          actionGroupId: people.id
        }
      ]
    }
  }
]
