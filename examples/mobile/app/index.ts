import { registerRootComponent } from 'expo'
import { App } from './App'
// Defines the task: the system may start the application for nothing else.
import './background'

registerRootComponent(App)
