import { crashCampaign } from './support/crashCampaign.js';

crashCampaign('odd');
