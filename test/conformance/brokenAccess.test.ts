import { testBrokenCities } from './checkPlainCity';

testBrokenCities('CITY-06', 'CITY-07', 'CITY-08', 'CITY-09', 'CITY-10', 'CITY-11');
