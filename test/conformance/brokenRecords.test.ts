import { testBrokenCities } from './checkPlainCity';

testBrokenCities('CITY-00', 'CITY-01', 'CITY-03');
