import { testBrokenCities } from './checkPlainCity';

testBrokenCities('CITY-04', 'CITY-05', 'CITY-13', 'CITY-14');
